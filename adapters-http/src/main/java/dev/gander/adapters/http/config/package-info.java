/// `/config`.
@NullMarked
package dev.gander.adapters.http.config;

import org.jspecify.annotations.NullMarked;
