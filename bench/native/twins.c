/* The loops of two kernels in C, as a yardstick for the WebAssembly builds: the compiler gets the same arithmetic and may use all that this
 * processor has.
 *
 * One process serves one kernel at one size. Arguments: the kernel's name and its sizes, in the order of its job, then `time` or `processor`: what
 * it counts. Stdin: the bytes of its inputs in that order, then lines. `run <repeats>` answers with the milliseconds that so many calls took, `spoil`
 * fills the output with NaN, `output` answers with its bytes. Little-endian throughout.
 */
#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* output[m, c, i] = baseline[c, i] + w * (picture[c, i] - baseline[c, i]), w = weights[m, labels[i]]; 1 and 0 copy. Each plane has a pointer of
 * its own and labels become ints: otherwise the compiler cannot know that planes do not overlap, and leaves the loop scalar. */
static void mask_planes(const float *restrict p0, const float *restrict p1, const float *restrict p2, const float *restrict b0,
                        const float *restrict b1, const float *restrict b2, const uint16_t *restrict labels,
                        const float *restrict weights, float *restrict o0, float *restrict o1, float *restrict o2, int pixels) {
  for (int i = 0; i < pixels; i++) {
    const int label = labels[i];
    const float weight = weights[label];
    const float mixed0 = b0[i] + weight * (p0[i] - b0[i]);
    const float mixed1 = b1[i] + weight * (p1[i] - b1[i]);
    const float mixed2 = b2[i] + weight * (p2[i] - b2[i]);
    o0[i] = weight == 1 ? p0[i] : weight == 0 ? b0[i] : mixed0;
    o1[i] = weight == 1 ? p1[i] : weight == 0 ? b1[i] : mixed1;
    o2[i] = weight == 1 ? p2[i] : weight == 0 ? b2[i] : mixed2;
  }
}

static void mask_regions(const float *p, const float *b, const uint16_t *labels, const float *weights, float *o, size_t masks,
                         size_t regions, size_t pixels) {
  for (size_t mask = 0; mask < masks; mask++) {
    mask_planes(p, p + pixels, p + 2 * pixels, b, b + pixels, b + 2 * pixels, labels, weights, o, o + pixels, o + 2 * pixels,
                (int)pixels);
    weights += regions;
    o += 3 * pixels;
  }
}

/* output[j] = (2 / samples) * |sum of the factor rows whose mask has bit j|^2; sums in double. */
static void hsic(const uint32_t *restrict masks, const float *restrict factor, float *restrict output, size_t samples,
                 size_t cells, size_t rank, double *restrict sums) {
  const size_t words = (cells + 31) / 32;
  memset(sums, 0, cells * rank * sizeof(double));
  for (size_t sample = 0; sample < samples; sample++) {
    const float *restrict row = factor + sample * rank;
    for (size_t cell = 0; cell < cells; cell++) {
      if (!(masks[sample * words + cell / 32] >> (cell & 31) & 1)) continue;
      for (size_t k = 0; k < rank; k++) sums[cell * rank + k] += row[k];
    }
  }
  for (size_t cell = 0; cell < cells; cell++) {
    double squares = 0;
    for (size_t k = 0; k < rank; k++) squares += sums[cell * rank + k] * sums[cell * rank + k];
    output[cell] = (float)(2 / (double)samples * squares);
  }
}

static void fail(const char *why) {
  fprintf(stderr, "%s\n", why);
  exit(1);
}

static void *read_block(size_t bytes) {
  void *block = malloc(bytes);
  if (block == NULL) fail("no memory");
  if (fread(block, 1, bytes, stdin) != bytes) fail("the inputs end too early");
  return block;
}

static double milliseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return 1e3 * (double)now.tv_sec + 1e-6 * (double)now.tv_nsec;
}

int main(int count, char **arguments) {
  if (count != 5 && count != 6) fail("usage: twins <kernel> <three sizes> [time|processor]");
  const clockid_t clock = count == 6 && strcmp(arguments[5], "processor") == 0 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC;
  const size_t a = strtoull(arguments[2], NULL, 10), b = strtoull(arguments[3], NULL, 10), c = strtoull(arguments[4], NULL, 10);
  const int is_hsic = strcmp(arguments[1], "hsic") == 0;
  if (!is_hsic && strcmp(arguments[1], "maskRegions") != 0) fail("no such kernel");

  void *inputs[4] = {NULL};
  size_t floats;
  double *sums = NULL;
  if (is_hsic) { /* samples, cells, rank */
    inputs[0] = read_block(4 * a * ((b + 31) / 32));
    inputs[1] = read_block(4 * a * c);
    floats = b;
    sums = malloc(b * c * sizeof(double));
  } else { /* masks, regions, pixels */
    inputs[0] = read_block(12 * c);
    inputs[1] = read_block(12 * c);
    inputs[2] = read_block(2 * c);
    inputs[3] = read_block(4 * a * b);
    floats = 3 * a * c;
  }
  float *output = malloc(4 * floats);
  if (output == NULL || (is_hsic && sums == NULL)) fail("no memory");

  char line[64];
  while (fgets(line, sizeof line, stdin) != NULL) {
    if (strncmp(line, "run ", 4) == 0) {
      const long repeats = strtol(line + 4, NULL, 10);
      const double start = milliseconds(clock);
      for (long i = 0; i < repeats; i++) {
        if (is_hsic)
          hsic(inputs[0], inputs[1], output, a, b, c, sums);
        else
          mask_regions(inputs[0], inputs[1], inputs[2], inputs[3], output, a, b, c);
      }
      printf("%.6f\n", milliseconds(clock) - start);
    } else if (strcmp(line, "spoil\n") == 0) {
      for (size_t i = 0; i < floats; i++) output[i] = NAN;
      printf("spoiled\n");
    } else if (strcmp(line, "output\n") == 0) {
      fwrite(output, 4, floats, stdout);
    } else {
      fail("no such order");
    }
    fflush(stdout);
  }
  return 0;
}
