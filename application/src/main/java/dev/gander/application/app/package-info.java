/// Apps: those that everybody has, those that are known, and the platform extension `apps`, with
/// which a model makes more. Start with [AppShelf] and [AppsExtension].
@NullMarked
package dev.gander.application.app;

import org.jspecify.annotations.NullMarked;
