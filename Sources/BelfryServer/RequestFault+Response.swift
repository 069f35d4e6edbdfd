import BelfryAPI
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1

extension RequestFault {
    /// A fault that is noticed before there is a request: too slow, too large, no HTTP.
    static func ofConnection(status: Int) -> RequestFault {
        let detail =
            switch status {
            case 408: "the request did not arrive in time; send it whole and without pauses"
            case 431: "path or header fields are too large; shorten them"
            default: "this is no HTTP/1.1 request"
            }
        return RequestFault(status: status, detail: detail)
    }

    /// The problem document.
    var document: ProblemDocument {
        ProblemDocument(
            title: HTTPResponseStatus(statusCode: status).reasonPhrase,
            status: status,
            detail: detail
        )
    }

    /// The problem document's bytes.
    var bytes: ByteBuffer {
        (try? WireCoding.encode(document)).map { ByteBuffer(bytes: $0) } ?? ByteBuffer()
    }

    /// The fields of an answer with the problem document.
    var headerFields: HTTPFields {
        var headers: HTTPFields = [.contentType: "application/problem+json"]
        for field in fields { headers[named: field.name] = field.value }
        return headers
    }

    /// The answer with the problem document.
    var response: Response {
        Response(
            status: HTTPResponse.Status(code: status),
            headers: headerFields,
            body: ResponseBody(byteBuffer: bytes)
        )
    }
}
