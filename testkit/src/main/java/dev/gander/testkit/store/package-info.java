/// In-memory twins of the storage ports, and the contracts that they and the real adapters keep.
@NullMarked
package dev.gander.testkit.store;

import org.jspecify.annotations.NullMarked;
