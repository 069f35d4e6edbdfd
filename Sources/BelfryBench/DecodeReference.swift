/// The same message in the simplest Swift: a dictionary by topic, and the number that follows a marker.
///
/// It validates nothing, knows neither time nor unit, takes one number of the message, and stands beside the figure for
/// scale.
struct DecodeReference {
    /// How the number is written.
    enum Number {
        case text
        /// In CBOR.
        case doubleBigEndian
        /// In Protocol Buffers.
        case floatLittleEndian
    }

    private let marker: [UInt8]
    private let number: Number
    private var sums: [String: Double] = [:]

    init(marker: [UInt8], _ number: Number) {
        self.marker = marker
        self.number = number
    }

    mutating func take(topic: UnsafeBufferPointer<UInt8>, payload: UnsafeRawBufferPointer) {
        var start = 0
        while start + marker.count < payload.count, !payload[start...].starts(with: marker) { start += 1 }
        let rest = UnsafeRawBufferPointer(rebasing: payload[min(start + marker.count, payload.count)...])
        sums[String(decoding: topic, as: UTF8.self), default: 0] += value(of: rest)
    }

    private func value(of rest: UnsafeRawBufferPointer) -> Double {
        switch number {
        case .text:
            let text = rest.prefix { !",}; \"".utf8.contains($0) }
            return Double(String(decoding: text, as: UTF8.self)) ?? 0
        case .doubleBigEndian:
            guard rest.count >= 8 else { return 0 }
            return Double(bitPattern: UInt64(bigEndian: rest.loadUnaligned(as: UInt64.self)))
        case .floatLittleEndian:
            guard rest.count >= 4 else { return 0 }
            return Double(Float(bitPattern: UInt32(littleEndian: rest.loadUnaligned(as: UInt32.self))))
        }
    }
}

extension DecodeReference {
    /// The reference for a format: what stands before the number, and how that is written.
    init(_ format: DecodeBenchmarkFormat) {
        let marker: String
        switch format {
        case .senmlCBOR:
            self.init(marker: [0x02, 0xFB], .doubleBigEndian)
            return
        case .sparkplug:
            self.init(marker: [0x65], .floatLittleEndian)
            return
        case .value: marker = ""
        case .senml, .senmlAcknowledged, .senmlAuto: marker = "\"v\":"
        case .json, .iotAgent: marker = "\"no2\":"
        case .chirpStack, .zigbee: marker = "\"temperature\":"
        case .thingsStack: marker = "\"LAeq\":"
        case .tasmota: marker = "\"PM2.5\":"
        case .ngsi, .smartCitizen, .digitraffic: marker = "\"value\":"
        case .sensorCommunity, .sentilo: marker = "\"value\":\""
        case .airGradient: marker = "\"pm02\":"
        case .rsmp: marker = "\"s\":\""
        case .sensorThings: marker = "\"result\":"
        case .frigate: marker = "\"average_estimated_speed\":"
        case .influx: marker = "no2="
        case .csv: marker = "\n"
        }
        self.init(marker: Array(marker.utf8), .text)
    }
}
