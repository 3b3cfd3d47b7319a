% ARFF
@licence CC
@univariate false
@classLabel true None
@data
% more
1,2,3:4,5,6:
1:2:
