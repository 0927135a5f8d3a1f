/// Bundled extensions, each in a package of its own. Start with
/// [dev.gander.adapters.bundled.InProcessServers].
@NullMarked
package dev.gander.adapters.bundled;

import org.jspecify.annotations.NullMarked;
