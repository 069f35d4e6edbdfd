import CResources
import FoundationEssentials
import NIOCore

/// A file that travels inside the executable, see CResources.
struct EmbeddedFile: Sendable {
    let name: String
    let bytes: ByteBuffer
    /// A strong tag: the same bytes, the same tag.
    let entityTag: String

    /// All of them by name: the dashboard's files and `openapi.json`.
    static let all: [String: EmbeddedFile] = {
        let files = (0..<CResourceCount()).map { EmbeddedFile(CResourceAt($0)) }
        return Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0) })
    }()

    private init(_ resource: CResource) {
        self.name = String(cString: resource.name)
        self.bytes = ByteBuffer(bytes: UnsafeBufferPointer(start: resource.bytes, count: resource.count))
        let digest = SHA256.digest(of: bytes.readableBytesView)
        self.entityTag = "\"" + Data(digest.bytes.prefix(12)).base64EncodedString() + "\""
    }

    /// The file as text.
    var text: String { String(buffer: bytes) }

    /// By the ending of the name.
    var contentType: String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "json": "application/json"
        case "svg": "image/svg+xml"
        default: "application/octet-stream"
        }
    }
}
