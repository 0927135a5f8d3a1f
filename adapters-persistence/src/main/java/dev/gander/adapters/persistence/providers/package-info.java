/// What is kept about model services: the files of custom providers, and the tokens of those that
/// are signed in to.
@NullMarked
package dev.gander.adapters.persistence.providers;

import org.jspecify.annotations.NullMarked;
