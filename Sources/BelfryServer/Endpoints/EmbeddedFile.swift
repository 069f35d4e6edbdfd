import CResources
import FoundationEssentials
import NIOCore

/// A file that travels inside the executable, see CResources.
struct EmbeddedFile: Sendable {
    let bytes: ByteBuffer
    /// A strong tag: the same bytes, the same tag.
    let entityTag: String

    static let dashboard = EmbeddedFile(CResourceDashboard())
    /// What the dashboard brings along, by name: its style and its scripts.
    static let dashboardFiles: [String: EmbeddedFile] = Dictionary(
        uniqueKeysWithValues: (0..<CResourceDashboardFileCount()).map { index in
            let resource = CResourceDashboardFile(index)
            return (String(cString: resource.name), EmbeddedFile(resource.file))
        }
    )
    static let openAPI = EmbeddedFile(CResourceOpenAPI())

    private init(_ resource: CResource) {
        self.bytes = ByteBuffer(bytes: UnsafeBufferPointer(start: resource.bytes, count: resource.count))
        let digest = SHA256.digest(of: bytes.readableBytesView)
        self.entityTag = "\"" + Data(digest.bytes.prefix(12)).base64EncodedString() + "\""
    }

    /// The file as text.
    var text: String { String(buffer: bytes) }
}
