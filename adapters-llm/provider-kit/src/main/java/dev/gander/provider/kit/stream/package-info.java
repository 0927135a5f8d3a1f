/// Cuts the body of an answer into chunks while it comes in. Start at `SseReader`.
@NullMarked
package dev.gander.provider.kit.stream;

import org.jspecify.annotations.NullMarked;
