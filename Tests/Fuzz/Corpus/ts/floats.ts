@problemName Covid_TRAIN.ts
@timestamps false
@univariate true
@equalLength true
@seriesLength 9
@classLabel true 0.0 1.0
@data
1,2,3,4,5,6,7,8,9:0.0
1,2,3,4,5,6,7,8,-9:1.0
