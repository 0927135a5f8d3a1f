/// Failures that callers distinguish. Each carries data; adapters decide how it looks on the wire.
@NullMarked
package dev.gander.domain.error;

import org.jspecify.annotations.NullMarked;
