/// Use cases of `/config`: settings, secrets and the configured extensions.
@NullMarked
package dev.gander.application.api.config;

import org.jspecify.annotations.NullMarked;
