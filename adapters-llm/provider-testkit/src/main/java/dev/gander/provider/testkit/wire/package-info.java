/// How services of the known families write their answers.
@NullMarked
package dev.gander.provider.testkit.wire;

import org.jspecify.annotations.NullMarked;
