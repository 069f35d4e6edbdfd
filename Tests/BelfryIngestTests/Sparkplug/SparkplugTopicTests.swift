import Testing

@testable import BelfryIngest

/// The namespace: what a topic says, and what is none of Sparkplug's.
@Suite struct SparkplugTopicTests {
    @Test(
        arguments: [
            ("spBv1.0/g/NBIRTH/n", .birth), ("spBv1.0/g/NDEATH/n", .death), ("spBv1.0/g/NDATA/n", .data),
            ("spBv1.0/g/NCMD/n", .command), ("spBv1.0/g/DBIRTH/n/d", .birth), ("spBv1.0/g/DDEATH/n/d", .death),
            ("spBv1.0/g/DDATA/n/d", .data), ("spBv1.0/g/DCMD/n/d", .command), ("spBv1.0/STATE/h", .state),
            ("STATE/h", .state), ("spBv1.0/STATE/NDATA/n", .data),
        ] as [(String, SparkplugMessageType)]
    )
    func topicsSayWhatAMessageIs(_ topic: String, _ type: SparkplugMessageType) {
        #expect(parts(topic)?.type == type)
    }

    @Test func groupNodeAndDevice() {
        #expect(
            parts("spBv1.0/North Side/DDATA/Raspberry Pi/Pibrella")?.names
                == "North Side|Raspberry Pi|Raspberry Pi/Pibrella"
        )
        #expect(parts("spBv1.0/g/NDATA/n")?.names == "g|n|n")
    }

    @Test(arguments: [
        "", "/", "spBv1.0", "spBv1.0/", "spBv1.0/g", "spBv1.0/g/NDATA", "spBv1.0/g/NDATA/", "spBv1.0//NDATA/n",
        "spBv1.0/g/NDATA/n/d", "spBv1.0/g/NDATA/n/", "spBv1.0/g/DDATA/n", "spBv1.0/g/DDATA/n/", "spBv1.0/g/DDATA//d",
        "spBv1.0/g/DDATA/n/d/e", "spBv1.0/g/XDATA/n", "spBv1.0/g/ndata/n", "spBv1.0/g/DATA/n", "spBv1.0/g/N/n",
        "spBv1.0/g//n", "spBv1.0/STATE/", "spBv1.0/STATE", "STATE", "STATE/", "STATE/h/x", "STATE/NDATA/n",
        "spAv1.0/g/NDATA/n", "city/g/NDATA/n",
    ])
    func otherTopicsAreNone(_ topic: String) {
        #expect(parts(topic) == nil)
    }

    private struct Parts: Equatable {
        var type: SparkplugMessageType
        var names: String
    }

    private func parts(_ topic: String) -> Parts? {
        Array(topic.utf8).withUnsafeBufferPointer { bytes in
            SparkplugTopic(bytes).map { topic in
                let names = [topic.group, topic.node, topic.station].map { String(decoding: $0, as: UTF8.self) }
                return Parts(type: topic.type, names: names.joined(separator: "|"))
            }
        }
    }
}
