/// The answer formats of the known families. A service with a dialect of its own implements
/// [dev.gander.provider.testkit.ModelService.Dialect].
@NullMarked
package dev.gander.provider.testkit.wire;

import org.jspecify.annotations.NullMarked;
