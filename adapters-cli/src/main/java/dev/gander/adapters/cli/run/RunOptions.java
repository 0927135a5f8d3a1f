package dev.gander.adapters.cli.run;

import dev.gander.domain.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// What `goosed run` is asked for.
///
/// @param request as for `POST /gander/v1/runs`, without what is in files
/// @param prompt `-` if it comes on stdin; null without one
/// @param recipeFile on this machine; null without one
/// @param idempotencyKey null for a new one
/// @param isJson whether the whole run is printed, not only its text
record RunOptions(
    JsonObject request,
    @Nullable String prompt,
    @Nullable String recipeFile,
    @Nullable String idempotencyKey,
    boolean isJson) {}
