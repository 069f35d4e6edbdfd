import Foundation
import Testing

@testable import BelfryDaemon

@Suite struct ServiceNotifierTests {
    @Test func messagesTravelTogether() throws {
        let manager = try Manager()
        ServiceNotifier(environment: ["NOTIFY_SOCKET": manager.path]).send(.watchdog, .status("two\nlines"))
        #expect(manager.received() == ["WATCHDOG=1\nSTATUS=twolines"])
    }

    @Test func aManagerThatDoesNotReadHoldsNobodyUp() throws {
        let manager = try Manager()
        manager.fillQueue()
        let start = Date()
        ServiceNotifier(environment: ["NOTIFY_SOCKET": manager.path]).send(.stopping)
        #expect(Date().timeIntervalSince(start) < 5)
        #expect(!manager.received().contains("STOPPING=1"))
    }

    @Test func whereNobodyAskedOrListensNothingHappens() {
        ServiceNotifier(environment: [:]).send(.ready)
        ServiceNotifier(environment: ["NOTIFY_SOCKET": ""]).send(.ready)
        ServiceNotifier(environment: ["NOTIFY_SOCKET": "/nonexistent"]).send(.ready)
    }
}

/// The receiving end.
private final class Manager {
    let path = FileManager.default.temporaryDirectory.appending(path: "manager-\(UUID().uuidString.prefix(8))").path
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        let descriptor = descriptor
        let status = withAddress { bind(descriptor, $0, $1) }
        try #require(status == 0)
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// Sends until no more is taken.
    func fillQueue() {
        let sender = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        defer { close(sender) }
        while withAddress({ sendto(sender, "x", 1, 0, $0, $1) }) == 1 {}
    }

    func received() -> [String] {
        var messages: [String] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { return messages }
            messages.append(String(decoding: buffer[..<count], as: UTF8.self))
        }
    }

    private func withAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
