/// The Content-Security-Policy (W3C CSP Level 3) of the dashboard: scripts and styles only as files of our own, nothing
/// inline, nothing from anywhere else.
///
/// Whatever a sensor smuggles into a name, it cannot become a script, nor can it send anything to a foreign host.
enum ContentPolicy {
    static let header = [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ].joined(separator: "; ")
}
