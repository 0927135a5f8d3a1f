/// Use cases on sessions that need no agent: list, search, read, rename, copy, share, import,
/// delete.
@NullMarked
package dev.gander.application.api.session;

import org.jspecify.annotations.NullMarked;
