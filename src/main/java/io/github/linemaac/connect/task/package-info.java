/**
 * The started machine: a pipeline with its stage, put together by {@link
 * io.github.linemaac.connect.task.PipelineFactory}, and all that touches Connect.
 */
package io.github.linemaac.connect.task;
