/// In-memory twins of the storage ports, and the contracts for them and the real adapters.
@NullMarked
package dev.gander.testkit.store;

import org.jspecify.annotations.NullMarked;
