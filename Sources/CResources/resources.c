#include "CResources.h"

static const unsigned char dashboard[] = {
#embed "../BelfryServer/Dashboard/index.html"
};

static const unsigned char acting_js[] = {
#embed "../BelfryServer/Dashboard/acting.js"
};

static const unsigned char announce_js[] = {
#embed "../BelfryServer/Dashboard/announce.js"
};

static const unsigned char api_js[] = {
#embed "../BelfryServer/Dashboard/api.js"
};

static const unsigned char curves_js[] = {
#embed "../BelfryServer/Dashboard/curves.js"
};

static const unsigned char elements_js[] = {
#embed "../BelfryServer/Dashboard/elements.js"
};

static const unsigned char incidents_js[] = {
#embed "../BelfryServer/Dashboard/incidents.js"
};

static const unsigned char live_js[] = {
#embed "../BelfryServer/Dashboard/live.js"
};

static const unsigned char model_js[] = {
#embed "../BelfryServer/Dashboard/model.js"
};

static const unsigned char sensors_js[] = {
#embed "../BelfryServer/Dashboard/sensors.js"
};

static const unsigned char shapes_js[] = {
#embed "../BelfryServer/Dashboard/shapes.js"
};

static const unsigned char start_js[] = {
#embed "../BelfryServer/Dashboard/start.js"
};

static const unsigned char status_js[] = {
#embed "../BelfryServer/Dashboard/status.js"
};

static const unsigned char story_js[] = {
#embed "../BelfryServer/Dashboard/story.js"
};

static const unsigned char style_css[] = {
#embed "../BelfryServer/Dashboard/style.css"
};

static const unsigned char words_js[] = {
#embed "../BelfryServer/Dashboard/words.js"
};

static const unsigned char openAPI[] = {
#embed "../BelfryServer/OpenAPI/openapi.json"
};

static const struct CNamedResource dashboardFiles[] = {
    {"acting.js", {acting_js, sizeof acting_js}},
    {"announce.js", {announce_js, sizeof announce_js}},
    {"api.js", {api_js, sizeof api_js}},
    {"curves.js", {curves_js, sizeof curves_js}},
    {"elements.js", {elements_js, sizeof elements_js}},
    {"incidents.js", {incidents_js, sizeof incidents_js}},
    {"live.js", {live_js, sizeof live_js}},
    {"model.js", {model_js, sizeof model_js}},
    {"sensors.js", {sensors_js, sizeof sensors_js}},
    {"shapes.js", {shapes_js, sizeof shapes_js}},
    {"start.js", {start_js, sizeof start_js}},
    {"status.js", {status_js, sizeof status_js}},
    {"story.js", {story_js, sizeof story_js}},
    {"style.css", {style_css, sizeof style_css}},
    {"words.js", {words_js, sizeof words_js}},
};

struct CResource CResourceDashboard(void) {
    return (struct CResource){dashboard, sizeof dashboard};
}

size_t CResourceDashboardFileCount(void) {
    return sizeof dashboardFiles / sizeof dashboardFiles[0];
}

struct CNamedResource CResourceDashboardFile(size_t index) {
    return dashboardFiles[index];
}

struct CResource CResourceOpenAPI(void) {
    return (struct CResource){openAPI, sizeof openAPI};
}
