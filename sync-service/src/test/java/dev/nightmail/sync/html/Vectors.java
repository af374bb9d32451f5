package dev.nightmail.sync.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ways in which HTML makes a browser ask somebody or run something. {@code {u}} stands for an
 * address that is noted, {@code {js}} for a script that asks for it.
 */
public final class Vectors {

    private static final List<String> ALL =
            List.of(
                    // images
                    "<img src='{u}'>",
                    "<IMG SRC=\"{u}\">",
                    "<img src=\"\n{u}\">",
                    "<img src=&#104;ttp:{h}>",
                    "<img src='//leak.example/{n}'>",
                    "<img src='http:{h}'>",
                    "<img src='\\\\leak.example/{n}'>",
                    "<img src='/leak/{n}'>",
                    "<img src='leak/{n}'>",
                    "<img src='?leak{n}'>",
                    "<image src='{u}'>",
                    "<img srcset='{u} 1x'>",
                    "<img src='data:image/png;base64,AA==' srcset='{u} 1x, {u}b 2x'>",
                    "<img sizes=1px srcset='{u} 100w'>",
                    "<picture><source srcset='{u}'><img"
                            + " src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></picture>",
                    "<img lowsrc='{u}' dynsrc='{u}'>",
                    "<img longdesc='{u}' src=x:y>",
                    "<img src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"><image"
                            + " href=\"{u}\"/></svg>'>",
                    "<input type=image src='{u}'>",
                    "<img src=x onerror=\"{js}\">",
                    "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' onload=\"{js}\">",
                    "<img/src=x/onerror=\"{js}\">",
                    "<img src=x onerror\n=\"{js}\">",
                    "<img data-blocked-src='{u}' src='{u}'>",
                    "<img src='cid:known' style='background:url({u})'>",
                    "<img loading=eager crossorigin src='{u}'>",
                    "<img src='https:{h}' referrerpolicy=unsafe-url>",
                    // attributes
                    "<table background='{u}'><tr><td>x</table>",
                    "<table><tr><td background='{u}'>x</table>",
                    "<body background='{u}'>x",
                    "<body onload=\"{js}\">x",
                    "<html manifest='{u}'><body>x",
                    "<div onclick=\"{js}\" onmouseover=\"{js}\" onpointerenter=\"{js}\">x</div>",
                    "<details open ontoggle=\"{js}\">x</details>",
                    "<input autofocus onfocus=\"{js}\">",
                    "<div contenteditable autofocus onfocus=\"{js}\">x</div>",
                    "<div style='animation:x 1s' onanimationstart=\"{js}\"></div><style>@keyframes"
                            + " x{}</style>",
                    "<marquee onstart=\"{js}\">x</marquee>",
                    "<a href='{u}' ping='{u}p'>x</a>",
                    "<blockquote cite='{u}'>x</blockquote>",
                    "<form action='{u}'><button formaction='{u}'>x</button></form>",
                    "<form action='{u}'><input autofocus onfocus='form.submit()'></form>",
                    // style
                    "<div style='background:url({u})'>x</div>",
                    "<div style='background-image:url(\"{u}\")'>x</div>",
                    "<div style='background:\\75\\72\\6C({u})'>x</div>",
                    "<div style='background:u\\rl({u})'>x</div>",
                    "<div style='background:URL({u})'>x</div>",
                    "<div style='background:url(&#34;{u}&#34;)'>x</div>",
                    "<div style='background:/**/url(/**/{u})'>x</div>",
                    "<div style='--a:url({u});background:var(--a)'>x</div>",
                    "<div style='background:image-set(\"{u}\" 1x)'>x</div>",
                    "<div style='background:-webkit-image-set(url({u}) 1x)'>x</div>",
                    "<div style='background:image(\"{u}\")'>x</div>",
                    "<div style='background:cross-fade(url({u}),url({u}b),50%)'>x</div>",
                    "<div style='list-style:url({u});display:list-item'>x</div>",
                    "<ul style='list-style-image:url({u})'><li>x</ul>",
                    "<div style='cursor:url({u}),auto'>x</div>",
                    "<div style='content:url({u})'>x</div>",
                    "<div style='border-image:url({u}) 30;border:10px solid'>x</div>",
                    "<div style='border:10px solid;border-image-source:url({u})'>x</div>",
                    "<div style='mask:url({u})'>x</div>",
                    "<div style='-webkit-mask-image:url({u})'>x</div>",
                    "<div style='filter:url({u}#a)'>x</div>",
                    "<div style='clip-path:url({u}#a)'>x</div>",
                    "<div style='shape-outside:url({u});float:left'>x</div>",
                    "<div style='offset-path:url({u}#a)'>x</div>",
                    "<div style='behavior:url({u})'>x</div>",
                    "<div style='-moz-binding:url({u}#x)'>x</div>",
                    "<div style='width:expression({js})'>x</div>",
                    "<div style='background:url(javascript:{js})'>x</div>",
                    "<div style='color:red;}body{background:url({u})}'>x</div>",
                    "<div style='font:url({u})'>x</div>",
                    "<div style='background:attr(data-u url)' data-u='{u}'>x</div>",
                    "<div style='background:src(\"{u}\")'>x</div>",
                    "<style>body{background:url({u})}</style>",
                    "<style>@import '{u}';</style>",
                    "<style>@import url({u});</style>",
                    "<style>@\\69mport '{u}';</style>",
                    "<style>@font-face{font-family:f;src:url({u})}body{font-family:f}</style>leak",
                    "<style>@namespace url({u});</style>",
                    "<style>body::before{content:url({u})}</style>",
                    "<style>@media screen{body{background:url({u})}}</style>",
                    "<style>@supports (display:block){body{background:url({u})}}</style>",
                    "<style>*{--x:url({u});background:var(--x)}</style>",
                    "<style><!-- body{background:url({u})} --></style>",
                    "<div><style>@import '{u}'</style></div>",
                    "<style media='(min-width:1px)'>body{background:url({u})}</style>",
                    "<STYLE>body{background:url({u})}</STYLE >",
                    "<svg><style>*{background:url({u})}</style><rect/></svg>",
                    // links and heads
                    "<link rel=stylesheet href='{u}'>",
                    "<link rel='alternate stylesheet' title=x href='{u}'>",
                    "<link rel=icon href='{u}'>",
                    "<link rel=preload as=image href='{u}'>",
                    "<link rel=preload as=image imagesrcset='{u} 1x'>",
                    "<link rel=modulepreload href='{u}'>",
                    "<link rel=prefetch href='{u}'>",
                    "<link rel=prerender href='{u}'>",
                    "<link rel=dns-prefetch href='//dns.leak.example'>",
                    "<link rel=preconnect href='http://connect.leak.example'>",
                    "<link rel=manifest href='{u}'>",
                    "<link rel=import href='{u}'>",
                    "<meta http-equiv=refresh content='0;url={u}'>",
                    "<meta http-equiv=Refresh content='1; URL={u}'>",
                    "<meta http-equiv=Link content='<{u}>; rel=stylesheet'>",
                    "<base href='{b}/leak/{n}/'><img src=x>",
                    "<head profile='{u}'></head>",
                    "<meta http-equiv='Content-Security-Policy' content='default-src *; report-uri"
                            + " {u}'>",
                    "<script"
                            + " type=speculationrules>{\"prefetch\":[{\"source\":\"list\",\"urls\":[\"{u}\"]}]}</script>",
                    "<bgsound src='{u}'>",
                    "<isindex action='{u}' type=image src='{u}'>",
                    // frames and plug-ins
                    "<iframe src='{u}'></iframe>",
                    "<iframe srcdoc=\"<img src='{u}'>\"></iframe>",
                    "<iframe srcdoc='&lt;script&gt;new"
                            + " Image().src=&quot;{u}&quot;&lt;/script&gt;'></iframe>",
                    "<iframe src=\"javascript:new Image().src='{u}'\"></iframe>",
                    "<iframe src=\"data:text/html,<img src='{u}'>\"></iframe>",
                    "<frameset><frame src='{u}'></frameset>",
                    "<frameset onload=\"{js}\"><frame></frameset>",
                    "<object data='{u}'></object>",
                    "<object data='{u}' type='text/html'></object>",
                    "<object classid='{u}' codebase='{u}'></object>",
                    "<object><param name=movie value='{u}'><img src='{u}'></object>",
                    "<embed src='{u}'>",
                    "<embed src='{u}' type='image/svg+xml'>",
                    "<applet code=x codebase='{u}' archive='{u}'></applet>",
                    "<fencedframe src='{u}'></fencedframe><portal src='{u}'></portal>",
                    // media
                    "<video src='{u}' autoplay></video>",
                    "<video poster='{u}'></video>",
                    "<video><source src='{u}' onerror=\"{js}\"></video>",
                    "<video autoplay><track default src='{u}' kind=captions></video>",
                    "<audio src='{u}' autoplay preload=auto></audio>",
                    "<audio><source src='{u}'></audio>",
                    // scripts
                    "<script src='{u}'></script>",
                    "<script>{js}</script>",
                    "<SCRIPT>{js}</SCRIPT >",
                    "<scr<script>ipt>{js}</scr</script>ipt>",
                    "<script/x>{js}</script>",
                    "<script type=module>{js}</script>",
                    "<script type=module>import '{u}'</script>",
                    "<script type=importmap>{\"imports\":{\"x\":\"{u}\"}}</script><script"
                            + " type=module>import 'x'</script>",
                    "<noscript><p title='</noscript><img src={u}>'></noscript>",
                    "<noscript><img src='{u}'></noscript>",
                    "<template><img src='{u}'></template>",
                    "<div><template shadowrootmode=open><img src='{u}'></template></div>",
                    "<a href=\"javascript:{js}\" autofocus>x</a>",
                    "<a href=\"jAvAsCrIpT&colon;{js}\">x</a>",
                    "<a href=\" &#1; javascript:{js}\">x</a>",
                    "<a href=\"java\tscript:{js}\">x</a>",
                    "<a href=\"data:text/html,<script>{js}</script>\">x</a>",
                    "<a href='vbscript:x'>x</a>",
                    // svg and math
                    "<svg onload=\"{js}\"></svg>",
                    "<svg/onload=\"{js}\">",
                    "<svg><script>{js}</script></svg>",
                    "<svg><script href='{u}'/></svg>",
                    "<svg><script xlink:href='{u}'></script></svg>",
                    "<svg><image href='{u}'/></svg>",
                    "<svg><image xlink:href='{u}'/></svg>",
                    "<svg><use href='{u}#a'/></svg>",
                    "<svg><use xlink:href='{u}#a'/></svg>",
                    "<svg><feImage href='{u}'/></svg>",
                    "<svg><filter id=f><feImage xlink:href='{u}'/></filter><rect width=9 height=9"
                            + " filter='url(#f)'/></svg>",
                    "<svg><rect width=9 height=9 fill='url({u}#a)'/></svg>",
                    "<svg><rect width=9 height=9 style='fill:url({u}#a)' mask='url({u}#b)'/></svg>",
                    "<svg><foreignObject><img src='{u}'></foreignObject></svg>",
                    "<svg><foreignObject><iframe src='{u}'></iframe></foreignObject></svg>",
                    "<svg><animate attributeName=href values='{u}' begin=0s /><image id=i></svg>",
                    "<svg><image><animate attributeName=href to='{u}' begin=0s dur=1ms fill=freeze"
                            + " /></image></svg>",
                    "<svg><image><set attributeName=href to='{u}' /></image></svg>",
                    "<svg><animate onbegin=\"{js}\" attributeName=x dur=1s>",
                    "<svg><a xlink:href='javascript:{js}'><text>x</text></a></svg>",
                    "<svg><style>@import '{u}';</style></svg>",
                    "<svg><font-face><font-face-src><font-face-uri"
                            + " xlink:href='{u}'/></font-face-src></font-face></svg>",
                    "<svg><cursor xlink:href='{u}'/></svg>",
                    "<svg><tref xlink:href='{u}'/><pattern xlink:href='{u}#a'/></svg>",
                    "<math href='javascript:{js}'>x</math>",
                    "<math><mtext><img src='{u}'></mtext></math>",
                    "<math><annotation-xml encoding='text/html'><img"
                            + " src='{u}'></annotation-xml></math>",
                    "<math><mglyph src='{u}'/><mi xlink:href='{u}'>x</mi></math>",
                    "<?xml-stylesheet href='{u}'?><x/>",
                    // confusion of parsers
                    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img"
                            + " src={u}&gt;\">",
                    "<svg></p><style><a id=\"</style><img src={u} onerror={js}>\">",
                    "<form><math><mtext></form><form><mglyph><style></math><img src='{u}'"
                            + " onerror=\"{js}\">",
                    "<math><mtext><h1><a><h6></a></h6><mglyph><svg><mtext><style><a"
                            + " title=\"</style><img src='{u}'>\"></style></h1>",
                    "<svg><title><style><img title='</style><img src={u}>'>",
                    "<svg><desc><noscript><img src='{u}'>",
                    "<select><template><img src='{u}'></template></select>",
                    "<select><style></select><img src='{u}'></style>",
                    "<textarea><img src='{u}'></textarea><img src='{u}'>",
                    "<title><img title='</title><img src={u}>'></title>",
                    "<xmp><p title='</xmp><img src={u}>'></xmp>",
                    "<noembed><img title='</noembed><img src={u}>'></noembed>",
                    "<noframes><img title='</noframes><img src={u}>'></noframes>",
                    "<listing>&lt;img src={u}&gt;</listing>",
                    "<plaintext><img src='{u}'>",
                    "<iframe><img title='</iframe><img src={u}>'></iframe>",
                    "<!--><img src='{u}'>-->",
                    "<!--[if gte mso 9]><img src='{u}'><![endif]-->",
                    "<!-- --!><img src='{u}'>",
                    "<![CDATA[<img src='{u}'>]]>",
                    "<!DOCTYPE html [<!ENTITY x SYSTEM '{u}'>]><img src='{u}'>",
                    "<img title='<!--' src=x><img title='--><img src={u}>'>",
                    "<p title=\"<img src='{u}'>\">x",
                    "<p title='&quot;&gt;&lt;img src={u}&gt;'>x",
                    "<p title='`><img src={u}>'>x",
                    "<div a='<' b='><img src={u}>'>x",
                    "<img alt='x\" src={u} y=\"'>",
                    "&lt;img src='{u}'&gt;",
                    "&amp;lt;img src='{u}'&amp;gt;",
                    "<im\u0000g src='{u}'>",
                    "<img\u000csrc='{u}'>",
                    "<img src\u0000='{u}'>",
                    "<img src='{u}'",
                    "<div><img src='{u}'",
                    "<a<img src='{u}'>",
                    "<table><img src='{u}'><tr><td><style>td{background:url({u})}</style></table>",
                    "<custom-element><img is=x src='{u}'></custom-element>",
                    "<div xmlns:x='{u}'><x:img src='{u}' /></div>",
                    "<svg:image href='{u}' /><v:fill src='{u}' /><v:imagedata src='{u}' />",
                    "<img src=\"data:image/png;base64,AA==\" usemap='{u}'>",
                    "<dialog open><img src='{u}'></dialog>",
                    "<keygen autofocus onfocus=\"{js}\">",
                    "<audio controls onloadstart=\"{js}\"><source src='{u}'></audio>",
                    "<button popovertarget=x autofocus onfocus=\"{js}\">x</button>",
                    "<div id=x popover onbeforetoggle=\"{js}\">x</div>",
                    "<p style=\"font-family:'</style><img src={u}>'\">x",
                    "<p style='font-family:\"&lt;/style&gt;&lt;img src={u}&gt;\"'>x");

    private Vectors() {}

    /** HTML by the name under which its request is noted. */
    public static Map<String, String> against(String base) {
        var vectors = new LinkedHashMap<String, String>();
        for (int i = 0; i < ALL.size(); i++) {
            var name = "v" + i;
            var url = base + "/leak/" + name;
            var script =
                    "document.documentElement.setAttribute('data-ran','"
                            + name
                            + "');fetch('"
                            + url
                            + "')";
            vectors.put(
                    name,
                    ALL.get(i)
                            .replace("{js}", script)
                            .replace("{u}", url)
                            .replace("{h}", url.substring("http:".length()))
                            .replace("{b}", base)
                            .replace("{n}", name));
        }
        return vectors;
    }
}
