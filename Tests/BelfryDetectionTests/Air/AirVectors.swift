import Foundation

/// The air part of the official vectors.
struct AirVectors: Decodable {
    struct NowCast: Decodable {
        var name: String
        var hoursNewestFirst: [Double?]
        var w: Double?
        var nowcast: Double?
        var nowcastTrunc: String?
        var aqiPm252024: Int?

        enum CodingKeys: String, CodingKey {
            case name, w, nowcast
            case hoursNewestFirst = "hours_newest_first"
            case nowcastTrunc = "nowcast_trunc"
            case aqiPm252024 = "aqi_pm25_2024"
        }
    }

    struct Index: Decodable {
        var p: String
        var c: Double
        var aqi: Int
    }

    struct European: Decodable {
        struct Vector: Decodable {
            var p: String
            var v: Double
            var band: UInt8
        }

        var bands: [String: [Double]]
        var names: [String]
        var vectors: [Vector]
    }

    var nowCasts: [NowCast]
    var indices: [Index]
    var european: European

    enum CodingKeys: String, CodingKey {
        case nowCasts = "pm25_nowcast"
        case indices = "aqi"
        case european = "eaqi_2024"
    }

    /// All of them; nil where they are absent.
    static func read() throws -> AirVectors? {
        try SharedData.vectors.map { try JSONDecoder().decode(AirVectors.self, from: $0) }
    }
}
