import Synchronization
import Testing

@testable import BelfryServer

@Suite struct MetricsTests {
    private static let families = [
        MetricFamily(
            "belfry_messages",
            .counter,
            help: "Messages \"in\",\nall \\ of them.",
            samples: [
                MetricSample(12, ["broker": "city"]), MetricSample(3, ["broker": "line\nfeed \"quote\" back\\slash ü"]),
            ]
        ),
        MetricFamily("belfry_store_bytes", .gauge, help: "Size on disk.", value: 1.5e18),
        MetricFamily(
            "belfry_odd",
            .gauge,
            help: "Odd.",
            samples: [
                MetricSample(.nan, ["kind": "nan"]), MetricSample(.infinity, ["kind": "inf"]),
                MetricSample(-0.25, ["kind": "x"]),
            ]
        ),
        MetricFamily(
            "belfry_latency_seconds",
            .summary,
            help: "Arrival to finding.",
            samples: [
                MetricSample(0.01, ["quantile": "0.5"]), MetricSample(0.2, ["quantile": "0.99"]),
            ]
        ),
        MetricFamily("belfry_build", .info, help: "Build.", samples: [MetricSample(1, ["version": "0.1.0"])]),
        MetricFamily("belfry_build", .gauge, help: "A second one of the name.", value: 7),
        MetricFamily("belfry_empty", .gauge, help: "No samples.", samples: []),
    ]

    @Test(arguments: [MetricText.Format.prometheus, .openMetrics])
    func bothFormatsAreReadByAStrictReader(format: MetricText.Format) throws {
        let text = MetricText.render(Self.families, as: format)
        let metrics = try MetricsReader(text, isOpenMetrics: format == .openMetrics)
        #expect(metrics.value("belfry_messages_total", ["broker": "city"]) == 12)
        #expect(metrics.value("belfry_messages_total", ["broker": "line\nfeed \"quote\" back\\slash ü"]) == 3)
        #expect(metrics.value("belfry_store_bytes") == 1.5e18)
        #expect(metrics.value("belfry_odd", ["kind": "nan"])?.isNaN == true)
        #expect(metrics.value("belfry_odd", ["kind": "inf"]) == .infinity)
        #expect(metrics.value("belfry_odd", ["kind": "x"]) == -0.25)
        #expect(metrics.value("belfry_latency_seconds", ["quantile": "0.99"]) == 0.2)
        #expect(metrics.value("belfry_build_info", ["version": "0.1.0"]) == 1)
        #expect(metrics.types["belfry_messages" + (format == .openMetrics ? "" : "_total")] == "counter")
    }

    @Test func theClientChoosesTheFormat() {
        typealias Text = MetricText
        #expect(Text.format(accepting: nil) == .prometheus)
        #expect(Text.format(accepting: "*/*") == .prometheus)
        #expect(Text.format(accepting: "text/html") == .prometheus)
        #expect(Text.format(accepting: "application/openmetrics-text") == .openMetrics)
        #expect(Text.format(accepting: "application/openmetrics-text; version=2.0.0") == .prometheus)
        #expect(Text.format(accepting: "application/openmetrics-text;q=0.1,text/plain;q=0.5") == .prometheus)
        // As Prometheus 2.5x asks.
        #expect(
            Text.format(
                accepting: "application/openmetrics-text;version=1.0.0;q=0.5,"
                    + "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
            ) == .openMetrics
        )
    }

    @Test func theServerShowsTheDaemonsAndItsOwn() async throws {
        try await TestServer.with { server in
            server.city.memory.withLock { $0.families = Self.families }
            _ = try await server.get("/nothing")
            let plain = try await server.get("/metrics")
            #expect(plain.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            let metrics = try MetricsReader(plain.body, isOpenMetrics: false)
            #expect(metrics.value("belfry_messages_total", ["broker": "city"]) == 12)
            #expect(metrics.value("belfry_http_requests_total", ["path": "", "code": "404"]) == 1)
            let open = try await server.get("/metrics", headers: ["Accept: application/openmetrics-text"])
            #expect(open.headers["content-type"] == "application/openmetrics-text; version=1.0.0; charset=utf-8")
            #expect(open.body.hasSuffix("# EOF\n"))
            let counted = try MetricsReader(open.body, isOpenMetrics: true)
            #expect(counted.value("belfry_http_requests_total", ["path": "/metrics", "code": "200"]) == 1)
            #expect(counted.samples.allSatisfy { $0.name.hasPrefix("belfry_") })
        }
    }
}
