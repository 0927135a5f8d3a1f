/// What an operation sees of HTTP: its [Call], the [Answer] it gives, and the rules by which
/// requests are decoded and failures become answers. Nothing here knows the server library.
@NullMarked
package dev.gander.adapters.http.call;

import org.jspecify.annotations.NullMarked;
