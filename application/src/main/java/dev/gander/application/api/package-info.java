/// What clients can do: use cases by feature, and their results. Transports see nothing else of the
/// application. Start with [UseCases].
@NullMarked
package dev.gander.application.api;

import org.jspecify.annotations.NullMarked;
