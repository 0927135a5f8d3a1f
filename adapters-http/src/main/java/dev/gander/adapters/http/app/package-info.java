/// Apps: listed, exported and imported, and the pages that keep a stranger's page in a frame of its
/// own. Start with [AppRoutes] and [FrameRoutes].
@NullMarked
package dev.gander.adapters.http.app;

import org.jspecify.annotations.NullMarked;
