/**
 * Makes HTML of strangers harmless: nothing in it runs, and nothing in it makes a browser ask
 * anybody but us for anything.
 *
 * <p>{@link dev.nightmail.sync.html.HtmlSanitizer} reads the HTML into a tree as a browser would,
 * and takes out of the tree whatever has a language of its own (scripts, style sheets, SVG, MathML,
 * frames, templates) and every address that is not ours; what is left goes through a list of
 * elements, attributes and CSS properties that are allowed. Both know what is allowed and not what
 * is forbidden. The order matters: the second reads only what the first has written, so that no two
 * readers disagree about where an element ends. {@link dev.nightmail.sync.html.TextForms} makes
 * text of HTML and HTML of text. Not here: where the HTML comes from, and the headers under which
 * it is served.
 */
@NullMarked
package dev.nightmail.sync.html;

import org.jspecify.annotations.NullMarked;
