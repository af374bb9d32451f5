/**
 * Settings: what there are, what may stand in them, and what is in force.
 *
 * <p>They are declared in the interfaces named {@code *Config}, and read from there when the
 * sources are built: {@code settings.tsv}, beside this class, has a line for each setting of all
 * services, from which the reference page and the example are made, too. So nothing is reflected
 * upon at run time, and each service knows of every setting whose it is.
 *
 * <pre>
 *   default &lt; file &lt; environment &lt; system property     read once, before anything starts
 *                                          |
 *          core.setting (live ones) --&gt; LiveSettings --&gt; InForce: what features ask
 * </pre>
 *
 * <p>A setting that is {@link dev.nightmail.common.setting.Live} may be changed while services run:
 * a row in {@code core.setting} stands over the environment of all processes. Each looks at the
 * table every 3 s. While the database is away, what was read last holds; a process that starts
 * meanwhile does no work before it has read the table once. What a row says that this release does
 * not know, or that is out of bounds, is passed over with a line in the log.
 */
@NullMarked
package dev.nightmail.common.setting;

import org.jspecify.annotations.NullMarked;
