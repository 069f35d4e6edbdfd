import BelfryStore
import Glibc

/// Who works on the daemon's files: what the administrator creates in its folder the daemon could not write.
enum StateOwner {
    /// Why this user must not create files beside a store; nil where nothing speaks against it.
    static func objection(to path: String) -> String? {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        var status = stat()
        guard geteuid() == 0, stat(folder, &status) == 0, status.st_uid != 0 else { return nil }
        let name = getpwuid(status.st_uid).map { String(cString: $0.pointee.pw_name) } ?? "#\(status.st_uid)"
        return """
            cannot open \(path): it belongs to \(name), who could not write what root makes there; \
            run this as sudo -u \(name) belfry import …
            """
    }
}
