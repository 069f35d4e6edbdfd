import HTTPTypes
import Hummingbird
import NIOCore

/// The files inside the executable: the dashboard and the description of this interface.
enum PageEndpoints {
    static func all() -> [Endpoint] {
        [
            .get("/") { request in try answer("index.html", to: request) },
            .get("/dashboard/{file}") { request in try answer(request.pathParameters["file"] ?? "", to: request) },
            .get("/openapi.json") { request in try answer("openapi.json", to: request) },
        ]
    }

    private static func answer(_ name: String, to request: EndpointRequest) throws(RequestFault) -> Response {
        guard let file = EmbeddedFile.all[name] else {
            throw .notFound("the dashboard has no file \"\(name)\"")
        }
        let headers: HTTPFields = [
            .contentType: file.contentType,
            .contentSecurityPolicy: ContentPolicy.header,
            .eTag: file.entityTag,
            // Kept by the browser, asked for anew each time: an update shows at once and costs no more than a 304.
            .cacheControl: "no-cache",
        ]
        if StatusTag.isKnown("W/" + file.entityTag, to: request.request.headers[.ifNoneMatch]) {
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
    }
}
