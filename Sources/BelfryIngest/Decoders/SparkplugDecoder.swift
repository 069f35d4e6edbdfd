// Sparkplug B, Eclipse Sparkplug 3.0: what a message is stands in its topic, what it says is Protocol Buffers.
//
//     spBv1.0/city/NBIRTH/cabinet-7            readings, or metadata where nothing in it is measured
//     spBv1.0/city/DDATA/cabinet-7/loop-2      readings, by name or by what the birth certificate says of an alias
//     spBv1.0/city/NDEATH/cabinet-7            event            spBv1.0/city/NCMD/cabinet-7       command
//     spBv1.0/STATE/scada                      metadata
//
// What cannot be understood is left, what is certain is taken, and the node is asked for its birth certificates.

import BelfryModel

/// Reads Sparkplug B.
enum SparkplugDecoder: PayloadDecoder {
    static func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        guard let topic = SparkplugTopic(context.topic) else {
            return buffer.reject(.undecoded, .unknownFormat, detail: "the topic is none of Sparkplug's")
        }
        guard topic.type != .state else { return buffer.reject(.metadata, .hostState) }
        do throws(ProtobufFault) {
            try buffer.sparkplugPayload.read(payload)
        } catch {
            buffer.sparkplugPayload.forget()
            return buffer.reject(.malformed, error.reason, detail: error.detail)
        }
        if let sequence = buffer.sparkplugPayload.sequence, sequence > SparkplugSequence.highest {
            buffer.reject(.malformed, .brokenRule, detail: "a sequence number above 255")
        } else {
            take(topic, context, into: &buffer)
        }
        // Its metrics point into the payload.
        buffer.sparkplugPayload.forget()
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        SparkplugName.measurand(of: names)
    }

    private static func take(_ topic: SparkplugTopic, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        switch topic.type {
        case .state: buffer.reject(.metadata, .hostState)
        case .command: buffer.reject(.command, .deviceCommand)
        case .death:
            let isCurrent = buffer.sparkplug.bury(topic, buffer.sparkplugPayload, context)
            buffer.reject(.event, isCurrent ? .deathCertificate : .outdatedDeath)
        case .birth:
            let birth = SparkplugBirth(buffer.sparkplugPayload.metrics)
            buffer.sparkplug.bear(topic, birth, buffer.sparkplugPayload, context)
            append(topic, SparkplugStanding(birth: birth, fault: .none), context, into: &buffer)
            if buffer.drafts.isEmpty { return buffer.reject(.metadata, .birthCertificate) }
            buffer.finish(orElse: .noValue)
        case .data:
            let standing = buffer.sparkplug.hear(topic, buffer.sparkplugPayload, context)
            append(topic, standing, context, into: &buffer)
            if buffer.isBlank { return buffer.reject(.metadata, .noMeasuredValue) }
            buffer.finish(orElse: .noValue)
        }
    }

    private static func append(
        _ topic: SparkplugTopic,
        _ standing: SparkplugStanding,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        var drafts = SparkplugDrafts(topic, standing, milliseconds: buffer.sparkplugPayload.milliseconds)
        for index in buffer.sparkplugPayload.metrics.indices {
            drafts.append(buffer.sparkplugPayload.metrics[index], to: &buffer)
        }
        if drafts.hasUnknownAlias { buffer.sparkplug.ask(topic, context) }
    }
}
