import Glibc
import NIOCore

extension Channel {
    /// Closes the connection and has the kernel forget what its peer has not read.
    ///
    /// A plain close would leave up to a send buffer of unread data to every peer that has stopped reading, for minutes.
    func reset() {
        guard let provider = self as? any SocketOptionProvider else {
            close(promise: nil)
            return
        }
        provider.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in self.close(promise: nil) }
    }
}
