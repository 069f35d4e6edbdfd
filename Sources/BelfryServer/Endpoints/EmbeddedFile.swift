import CResources
import FoundationEssentials
import NIOCore

/// A file that travels inside the executable, see CResources.
struct EmbeddedFile: Sendable {
    let bytes: ByteBuffer
    /// A strong tag: the same bytes, the same tag.
    let entityTag: String

    static let dashboard = EmbeddedFile(CResourceDashboard())
    static let openAPI = EmbeddedFile(CResourceOpenAPI())

    private init(_ resource: CResource) {
        self.bytes = ByteBuffer(bytes: UnsafeBufferPointer(start: resource.bytes, count: resource.count))
        let digest = SHA256.digest(of: bytes.readableBytesView)
        self.entityTag = "\"" + Data(digest.bytes.prefix(12)).base64EncodedString() + "\""
    }

    /// The file as text.
    var text: String { String(buffer: bytes) }
}
