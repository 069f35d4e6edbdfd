/// Messages of traffic and city platforms.
extension DecodeBenchmarkFormat {
    static func sentilo(_ sensor: Int, _ time: String, _ value: Double) -> String {
        // 2026-11-18T12:00:00Z as 18/11/2026T12:00:00.
        let date = time.prefix(10).split(separator: "-").reversed().joined(separator: "/")
        let stamp = "\(date)T\(time.dropFirst(11).prefix(8))"
        return """
            {"sensors":[{"sensor":"T\(sensor)","observations":[{"value":"\(value)","timestamp":"\(stamp)"}]},\
            {"sensor":"H\(sensor)","observations":[{"value":"54","timestamp":"\(stamp)"}]},\
            {"sensor":"N\(sensor)","observations":[{"value":"61.5","timestamp":"\(stamp)"}]}]}
            """
    }

    static func rsmp(_ sensor: Int, _ time: String, _ value: Double) -> String {
        let end = #""q":"recent"}"#
        return """
            {"mType":"rSMsg","type":"StatusUpdate","mId":"be12ab9a-800c-4c19-8c50-adf832f22420","ntsOId":"","xNId":"",\
            "cId":"KK+AG0503=001DL\(sensor)","sTs":"\(time)","sS":[{"sCI":"S0202","n":"speed","s":"\(value)",\(end),\
            {"sCI":"S0201","n":"starttime","s":"\(time)",\(end),{"sCI":"S0201","n":"vehicles","s":"7",\(end),\
            {"sCI":"S0203","n":"occupancy","s":"12",\(end)]}
            """
    }

    static func sensorThings(_ sensor: Int, _ time: String, _ value: Double) -> String {
        """
        {"@iot.id":\(sensor),"@iot.selfLink":"http://example.org/v1.1/Observations(\(sensor))","phenomenonTime":"\(time)",\
        "resultTime":"\(time)","result":\(value),"resultQuality":null,"Datastream":{"@iot.id":"roof-\(sensor)","name":\
        "Air temperature","description":"Air temperature on the roof","observationType":"http://www.opengis.net/def/obse\
        rvationType/OGC-OM/2.0/OM_Measurement","unitOfMeasurement":{"name":"degree Celsius","symbol":"°C","definition":\
        "http://unitsofmeasure.org/ucum.html#para-30"},"ObservedProperty":{"name":"Air Temperature"}}}
        """
    }

    static func frigate(_ sensor: Int, _ second: Int, _ value: Double) -> String {
        let object = """
            {"id":"\(second).955465-6d8vr3","camera":"gate-\(sensor)","frame_time":\(second).5,"snapshot_time":\(second).1,\
            "label":"car","sub_label":null,"top_score":0.958984375,"false_positive":false,"start_time":\(second).0,"end_time":\
            null,"score":0.7890625,"box":[424,500,536,712],"area":23744,"ratio":2.113207,"region":[264,450,667,853],\
            "current_zones":["driveway"],"entered_zones":["yard","driveway"],"thumbnail":null,"has_snapshot":false,\
            "has_clip":false,"active":true,"stationary":false,"motionless_count":0,"position_changes":2,"attributes":{},\
            "current_attributes":[{"label":"license_plate","box":[442,506,534,524],"score":0.86}],"current_estimated_speed":\
            \(value),"average_estimated_speed":\(value),"velocity_angle":180,"path_data":[[[0.5,0.7],\(second).0],\
            [[0.6,0.8],\(second).2]],"recognized_license_plate":null}
            """
        return #"{"type":"update","before":\#(object),"after":\#(object)}"#
    }
}
