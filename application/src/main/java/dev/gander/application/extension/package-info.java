/// The extensions of one agent: started, listed, called; and the platform extensions that only need
/// sessions and settings. Start with [ConnectedExtensions].
@NullMarked
package dev.gander.application.extension;

import org.jspecify.annotations.NullMarked;
