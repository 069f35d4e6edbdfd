import HTTPTypes
import Hummingbird
import NIOCore

/// The files inside the executable: the dashboard and the description of this interface.
enum PageEndpoints {
    static func all() -> [Endpoint] {
        let dashboard = EmbeddedFile.dashboard
        let policy = ContentPolicy.header(for: dashboard.text)
        return [
            .get("/") { request in
                file(dashboard, request, [.contentType: "text/html; charset=utf-8", .contentSecurityPolicy: policy])
            },
            .get("/dashboard/{file}") { request in
                let name = request.pathParameters["file"] ?? ""
                guard let part = EmbeddedFile.dashboardFiles[name] else {
                    throw RequestFault.notFound("the dashboard has no file \"\(name)\"")
                }
                let type = name.hasSuffix(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8"
                return file(part, request, [.contentType: type])
            },
            .get("/openapi.json") { request in
                file(.openAPI, request, [.contentType: "application/json"])
            },
        ]
    }

    private static func file(_ file: EmbeddedFile, _ request: EndpointRequest, _ fields: HTTPFields) -> Response {
        var headers = fields
        headers[.eTag] = file.entityTag
        // Kept by the browser, asked for anew each time: an update shows at once and costs no more than a 304.
        headers[.cacheControl] = "no-cache"
        if StatusTag.isKnown("W/" + file.entityTag, to: request.request.headers[.ifNoneMatch]) {
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
    }
}
