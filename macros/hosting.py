"""What a host must be told: which headers to send, which type each file has, where a mistake is to be reported.

Each function returns the text of one file that the build puts into the site. `base` is the path the site stands under,
with both slashes: `/`, `/programme/`.
"""

from __future__ import annotations

from datetime import date, timedelta

from .moved import Moved, apache_redirects, nginx_redirects, redirects_file

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
"""Nothing but our own scripts, styles, images and data; nothing inline (CSP Level 3)."""


def _policy(rules: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in rules.items())


PAGE_POLICY = _policy({name: value for name, value in _POLICY.items() if name != "frame-ancestors"})
"""The policy as a page states it itself, for hosts that send no headers of ours."""

HEADERS = {
    "Content-Security-Policy": _policy(_POLICY),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer carries."""

TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "atom": "application/atom+xml",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "geojson": "application/geo+json",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "gz": "application/gzip",
}
"""The media type of each kind of file the site may hold (RFC 5545 for calendars, RFC 4180 for tables)."""

YEAR = 31536000
"""Seconds that a browser may keep what stands under `assets/`: its address changes with its content."""

NOT_FOUND = ("", "fr/", "es/")
"""The folders that have a page of their own for what does not exist."""


def headers_file(base: str) -> str:
    """Returns `_headers`, which Netlify, Cloudflare Pages and others read."""
    rules = [
        (f"{base}*", HEADERS),
        *((f"{base}*.{ending}", {"Content-Type": type}) for ending, type in TYPES.items() if ending != "html"),
        (f"{base}assets/*", {"Cache-Control": f"public, max-age={YEAR}, immutable"}),
    ]
    return "".join(
        "\n".join([path, *(f"  {name}: {value}" for name, value in headers.items())]) + "\n" for path, headers in rules
    )


def nginx_file(base: str, moved: Moved) -> str:
    """Returns `.nginx.conf`, to be included in a `server` block whose `root` holds the site at `base`."""
    return "\n".join(
        [
            f"# In the server block: include <root>{base}.nginx.conf;",
            "types {",
            *(f'  "{type}" {ending};' for ending, type in TYPES.items()),
            "}",
            "gzip_static on;",
            "gzip_vary on;",
            *(f'add_header {name} "{value}" always;' for name, value in HEADERS.items()),
            "absolute_redirect off;",
            f"error_page 404 {base}404.html;",
            *(f"location {base}{it} {{ error_page 404 {base}{it}404.html; }}" for it in NOT_FOUND if it),
            f"location ^~ {base}assets/ {{ expires {YEAR}; }}",
            r"location ~ /(\.(?!well-known/)|_headers$|_redirects$) { return 404; }",
            *nginx_redirects(moved, base),
            "",
        ]
    )


def apache_file(base: str, moved: Moved) -> str:
    """Returns `.htaccess` for the folder of the site; needs `AllowOverride FileInfo Indexes`."""
    return "\n".join(
        [
            f"ErrorDocument 404 {base}404.html",
            "AddDefaultCharset off",
            "DirectorySlash On",
            *apache_redirects(moved, base),
            r'RedirectMatch 404 "/(\.(?!well-known/)|_headers$|_redirects$)"',
            *(f'AddType "{type}" .{ending}' for ending, type in TYPES.items() if ending != "gz"),
            *(f"AddEncoding {coding} .{ending}" for coding, ending in _PACKED.items()),
            "<IfModule mod_rewrite.c>",
            "  RewriteEngine On",
            *(line for coding, ending in _PACKED.items() for line in _apache_packed(coding, ending)),
            "</IfModule>",
            "<IfModule mod_headers.c>",
            *(f'  Header always set {name} "{value}"' for name, value in HEADERS.items()),
            "  Header append Vary Accept-Encoding",
            f'  Header set Cache-Control "public, max-age={YEAR}, immutable" "expr=%{{REQUEST_URI}} =~ m#/assets/#"',
            "</IfModule>",
            "",
        ]
    )


_PACKED = {"br": "br", "gzip": "gz"}
"""How the build has compressed each text (RFC 9110, section 8.4.1), and the ending of that file; the best first."""


def _apache_packed(coding: str, ending: str) -> list[str]:
    return [
        f"  RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b",
        f"  RewriteCond %{{REQUEST_FILENAME}}.{ending} -f",
        f"  RewriteRule ^(.+)$ $1.{ending} [L]",
    ]


def apache_not_found(base: str, folder: str) -> str:
    """Returns the `.htaccess` of a language's folder: its own page for what does not exist."""
    return f"ErrorDocument 404 {base}{folder}404.html\n"


def security_file(address: str, contact: str, last_read: date) -> str:
    """Returns `security.txt` (RFC 9116); it expires a year after the last day that a source was read."""
    return (
        f"Contact: {contact}\n"
        f"Expires: {last_read + timedelta(days=364)}T00:00:00Z\n"
        "Preferred-Languages: en, fr, es\n"
        f"Canonical: {address}.well-known/security.txt\n"
    )


def robots_file(address: str) -> str:
    """Returns `robots.txt` (RFC 9309): everything may be read."""
    return f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n"


def host_files(address: str, base: str, contact: str, last_read: date, moved: Moved) -> dict[str, str]:
    """Returns every file a host reads, by its path in the site; `address` is the site's own, with the last slash."""
    return {
        "_headers": headers_file(base),
        "_redirects": redirects_file(moved, base),
        ".nginx.conf": nginx_file(base, moved),
        ".htaccess": apache_file(base, moved),
        **{f"{folder}.htaccess": apache_not_found(base, folder) for folder in NOT_FOUND if folder},
        ".well-known/security.txt": security_file(address, contact, last_read),
        "robots.txt": robots_file(address),
    }
