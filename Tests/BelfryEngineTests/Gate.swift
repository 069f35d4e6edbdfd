import Synchronization

/// Something that is closed until it is opened.
final class Gate: Sendable {
    private let flag = Atomic<Bool>(false)

    var isOpen: Bool { flag.load(ordering: .acquiring) }

    func open() { flag.store(true, ordering: .releasing) }
}
