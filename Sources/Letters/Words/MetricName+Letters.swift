import Experiments

extension MetricName {
  /// Mean of an epoch's batch losses while training; from epoch 1.
  public static let trainLoss = MetricName("train_loss")
  /// MSE over the train set with batch statistics: the published figure.
  public static let trainMSE = MetricName("train_mse")
  /// MSE over the test set with batch statistics: the published figure.
  public static let testMSE = MetricName("test_mse")
  /// MSE over the train set with running statistics.
  public static let trainMSERunning = MetricName("train_mse_running")
  /// MSE over the test set with running statistics.
  public static let testMSERunning = MetricName("test_mse_running")
  /// Mean absolute error over the test set with batch statistics; only where it is asked for.
  public static let testMAE = MetricName("test_mae")

  /// MSE over the validation set with batch statistics; only where there is one.
  public static let validationMSE = MetricName("validation_mse")
}
