/// Doubles, builders and contracts for tests of adapters and use cases.
@NullMarked
package dev.gander.testkit;

import org.jspecify.annotations.NullMarked;
