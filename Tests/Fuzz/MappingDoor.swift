import BelfryIngest

/// A mapping, an empty line, and a payload that is read through it.
final class MappingDoor: FuzzDoor {
    private static let messagesOfProbe = 200

    private let template: TopicTemplate
    private let topic = Array("acme/a-7/up".utf8)
    private var probe: MessageProbe?

    init() throws {
        template = try TopicTemplate("acme/{sensor}/up")
    }

    func take(_ input: UnsafeRawBufferPointer) {
        let lineEnd = UInt8(ascii: "\n")
        let end = input.indices.dropLast().first { input[$0] == lineEnd && input[$0 + 1] == lineEnd }
        guard let end else { return }
        // Configuration is text; what is none never gets here, and its names are an operator's word.
        guard let text = String(validating: input[..<end], as: UTF8.self), !text.contains("\u{FFFD}") else { return }
        do {
            let subscription = try MappingText(text).subscription(template)
            if (probe?.messages ?? .max) >= Self.messagesOfProbe { probe = MessageProbe([subscription]) }
            probe?.replace([subscription])
        } catch {
            return demand(!"\(error)".isEmpty, "a fault of a mapping without a word")
        }
        topic.withUnsafeBufferPointer { topic in
            _ = probe?.take(topic: topic, payload: UnsafeRawBufferPointer(rebasing: input[(end + 2)...]))
        }
    }
}
