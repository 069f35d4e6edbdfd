/// Why a request was not fulfilled, as the client shall read it; becomes a problem document (RFC 9457).
///
/// The daemon's closures throw these too, for what only they can know: no such series, an action that is not allowed.
public struct RequestFault: Error, Hashable, Sendable {
    /// 400...599.
    public var status: Int
    /// What went wrong this time and what to do about it.
    public var detail: String
    /// Header fields that belong to the status: `Allow`, `Retry-After`, `WWW-Authenticate`.
    var fields: [Field]

    struct Field: Hashable, Sendable {
        var name: String
        var value: String
    }

    init(status: Int, detail: String, fields: [Field] = []) {
        self.status = status
        self.detail = detail
        self.fields = fields
    }

    /// 400: the request makes no sense.
    public static func badRequest(_ detail: String) -> RequestFault {
        RequestFault(status: 400, detail: detail)
    }

    /// 404: there is no such thing.
    public static func notFound(_ detail: String) -> RequestFault {
        RequestFault(status: 404, detail: detail)
    }

    /// 409: the thing's state does not allow it.
    public static func conflict(_ detail: String) -> RequestFault {
        RequestFault(status: 409, detail: detail)
    }

    /// 422: understood, and refused for what it asks.
    public static func unprocessable(_ detail: String) -> RequestFault {
        RequestFault(status: 422, detail: detail)
    }

    /// 503: not now; the client may ask again.
    public static func unavailable(_ detail: String, retryAfterSeconds: Int = 1) -> RequestFault {
        RequestFault(
            status: 503,
            detail: detail,
            fields: [Field(name: "Retry-After", value: String(retryAfterSeconds))]
        )
    }
}
