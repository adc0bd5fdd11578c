package dev.nearfield.scale;

import java.util.Locale;
import java.util.Map;

/**
 * y = factor · x ^ exponent, fitted by least squares of the logarithms.
 *
 * @param factor y at 1
 * @param exponent 0 where y does not grow, 1 where it grows as x does
 * @param fit the share of the variance of log y that it explains (r²); NaN where y is constant
 */
record PowerLaw(double factor, double exponent, double fit) {

  /** Through points of which none is 0 or less. */
  static PowerLaw through(Map<? extends Number, Double> points) {
    if (points.size() < 2) {
      throw new IllegalArgumentException(
          "A power law needs two points at least, got " + points.size() + ".");
    }
    double n = points.size();
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (var point : points.entrySet()) {
      double logX = Math.log(point.getKey().doubleValue());
      double logY = Math.log(point.getValue());
      x += logX;
      y += logY;
      xx += logX * logX;
      yy += logY * logY;
      xy += logX * logY;
    }
    double ofX = xx - x * x / n;
    double ofY = yy - y * y / n;
    double both = xy - x * y / n;
    double exponent = both / ofX;
    return new PowerLaw(Math.exp((y - exponent * x) / n), exponent, both * both / (ofX * ofY));
  }

  double at(double x) {
    return factor * Math.pow(x, exponent);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "n^%.2f (r² %.3f)", exponent, fit);
  }
}
