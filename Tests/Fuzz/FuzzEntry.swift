// libFuzzer's way into ingest. One program for all targets: the name that it is called by says which one it is.
//
//   fuzz-ngsi ─► MessageDoor      topic, line end, payload
//   fuzz-sparkplug ─► SequenceDoor      messages in turn, since data means nothing without a birth certificate
//   fuzz-mapping ─► MappingDoor   a mapping, an empty line, payload
//   fuzz-topics ─► TopicDoor      a template and topics, a line each
//   fuzz-zones ─► ZoneDoor        a time, a time zone file
//
// Built and run by Deploy/fuzz. A fault is a trap, an address error, a leak, or a broken promise (Promise.swift).

import Glibc

nonisolated(unsafe) private let door: any FuzzDoor = {
    let program = CommandLine.arguments[0].split(separator: "/").last ?? ""
    do {
        return try FuzzTarget(program: program).door()
    } catch {
        print(error)
        exit(2)
    }
}()

/// Called by libFuzzer for every input, from one thread.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    door.take(UnsafeRawBufferPointer(start: data, count: count))
    return 0
}
