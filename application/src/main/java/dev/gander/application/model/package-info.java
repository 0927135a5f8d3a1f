/// Which model services there are, and which model a session talks to. Start with
/// [ProviderRegistry] and [SessionModels].
@NullMarked
package dev.gander.application.model;

import org.jspecify.annotations.NullMarked;
