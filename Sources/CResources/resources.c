#include "CResources.h"

// Beside each file its row in the table below; a test holds the table against the folders.

static const unsigned char actingJs[] = {
#embed "../BelfryServer/Dashboard/acting.js"
};

static const unsigned char announceJs[] = {
#embed "../BelfryServer/Dashboard/announce.js"
};

static const unsigned char apiJs[] = {
#embed "../BelfryServer/Dashboard/api.js"
};

static const unsigned char curvesJs[] = {
#embed "../BelfryServer/Dashboard/curves.js"
};

static const unsigned char elementsJs[] = {
#embed "../BelfryServer/Dashboard/elements.js"
};

static const unsigned char incidentsJs[] = {
#embed "../BelfryServer/Dashboard/incidents.js"
};

static const unsigned char indexHtml[] = {
#embed "../BelfryServer/Dashboard/index.html"
};

static const unsigned char liveJs[] = {
#embed "../BelfryServer/Dashboard/live.js"
};

static const unsigned char modelJs[] = {
#embed "../BelfryServer/Dashboard/model.js"
};

static const unsigned char sensorsJs[] = {
#embed "../BelfryServer/Dashboard/sensors.js"
};

static const unsigned char shapesJs[] = {
#embed "../BelfryServer/Dashboard/shapes.js"
};

static const unsigned char startJs[] = {
#embed "../BelfryServer/Dashboard/start.js"
};

static const unsigned char statusJs[] = {
#embed "../BelfryServer/Dashboard/status.js"
};

static const unsigned char storyJs[] = {
#embed "../BelfryServer/Dashboard/story.js"
};

static const unsigned char styleCss[] = {
#embed "../BelfryServer/Dashboard/style.css"
};

static const unsigned char wordsJs[] = {
#embed "../BelfryServer/Dashboard/words.js"
};

static const unsigned char openapiJson[] = {
#embed "../BelfryServer/OpenAPI/openapi.json"
};

static const struct CResource resources[] = {
    {"acting.js", actingJs, sizeof actingJs},
    {"announce.js", announceJs, sizeof announceJs},
    {"api.js", apiJs, sizeof apiJs},
    {"curves.js", curvesJs, sizeof curvesJs},
    {"elements.js", elementsJs, sizeof elementsJs},
    {"incidents.js", incidentsJs, sizeof incidentsJs},
    {"index.html", indexHtml, sizeof indexHtml},
    {"live.js", liveJs, sizeof liveJs},
    {"model.js", modelJs, sizeof modelJs},
    {"sensors.js", sensorsJs, sizeof sensorsJs},
    {"shapes.js", shapesJs, sizeof shapesJs},
    {"start.js", startJs, sizeof startJs},
    {"status.js", statusJs, sizeof statusJs},
    {"story.js", storyJs, sizeof storyJs},
    {"style.css", styleCss, sizeof styleCss},
    {"words.js", wordsJs, sizeof wordsJs},
    {"openapi.json", openapiJson, sizeof openapiJson},
};

size_t CResourceCount(void) {
    return sizeof resources / sizeof resources[0];
}

struct CResource CResourceAt(size_t index) {
    return resources[index];
}
