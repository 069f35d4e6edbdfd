#include "CResources.h"

static const unsigned char dashboard[] = {
#embed "../BelfryServer/Dashboard/index.html"
};

static const unsigned char openAPI[] = {
#embed "../BelfryServer/OpenAPI/openapi.json"
};

struct CResource CResourceDashboard(void) {
    return (struct CResource){dashboard, sizeof dashboard};
}

struct CResource CResourceOpenAPI(void) {
    return (struct CResource){openAPI, sizeof openAPI};
}
