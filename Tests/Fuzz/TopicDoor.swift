import BelfryIngest
import BelfryModel

/// A template in the first line, a topic in each further one: what it covers, and what it says of the sensor.
final class TopicDoor: FuzzDoor {
    private static let messagesOfProbe = 200

    private let payload = Array("21.5".utf8)
    private let other: Subscription
    private var probe: MessageProbe

    init() throws {
        other = Subscription(template: try TopicTemplate("other/{sensor}/{quantity}"), format: .value, agency: "other")
        probe = MessageProbe([other, other])
    }

    func take(_ input: UnsafeRawBufferPointer) {
        let lines = input.assumingMemoryBound(to: UInt8.self)
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let first = lines.first else { return }
        let template: TopicTemplate
        do {
            template = try TopicTemplate(String(decoding: first, as: UTF8.self))
        } catch {
            return demand(!error.description.isEmpty, "a fault of a template without a word")
        }
        checkFilter(of: template)
        if probe.messages >= Self.messagesOfProbe { probe = MessageProbe([other, other]) }
        probe.replace([Subscription(template: template, format: .value, agency: "works"), other])
        for line in lines.dropFirst() { check(template, UnsafeBufferPointer(rebasing: line)) }
    }

    /// A filter is a template that says nothing, and its own filter.
    private func checkFilter(of template: TopicTemplate) {
        do {
            let filter = try TopicTemplate(template.filter)
            demand(filter.filter == template.filter && filter.captures.isEmpty, "the filter \(template.filter)")
        } catch {
            demand(false, "the filter \(template.filter): \(error)")
        }
    }

    private func check(_ template: TopicTemplate, _ topic: UnsafeBufferPointer<UInt8>) {
        guard !topic.isEmpty else { return }
        let decoded = payload.withUnsafeBytes { probe.take(topic: topic, payload: $0) }
        guard decoded.reason != .topicTooLong else { return }
        let isCovered =
            FilterOracle.covers(template.filter, topic) || FilterOracle.covers(other.template.filter, topic)
        demand(isCovered == (decoded.reason != .noSubscription), "\(template.filter) covers the topic: \(isCovered)")
        guard let reading = decoded.readings.first, FilterOracle.covers(template.filter, topic) else { return }
        let levels = topic.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let names = template.text.split(separator: "/", omittingEmptySubsequences: false)
        guard let place = names.firstIndex(of: "{sensor}"), !levels[place].isEmpty else { return }
        let level = String(decoding: levels[place], as: UTF8.self)
        demand(reading.key.sensor == level, "\(reading.key.sensor) and not \(level)")
    }
}
