/// How services of the known families write their answers. A service with a dialect of its own
/// implements [dev.gander.provider.testkit.ModelService.Dialect].
@NullMarked
package dev.gander.provider.testkit.wire;

import org.jspecify.annotations.NullMarked;
